/**
 * The state of a player's page: which board is his, what he has played, what the server has of it.
 *
 * Nothing here decides: a move is shown at once, counts when the server's news says so, and is taken back when
 * the server refuses it.
 */

import { computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import type { Chess } from "chessops/chess";
import { followEvent, seatOf } from "../shared/event";
import { followGame, type Game } from "../shared/game";
import { Replay } from "../shared/position";
import type { MoveCommand, MoveView, Presence, Refusal, Side } from "../shared/protocol";
import { type Command, type Line, newId } from "../shared/socket";

const NONE: readonly MoveView[] = [];

/** One board, from the moment its player sits down. */
export interface Sitting {
  readonly id: string;
  readonly game: ReadonlySignal<Game | null>;
  readonly presence: ReadonlySignal<Presence | null>;
  readonly leave: () => void;
}

function sitDown(line: Line, id: string): Sitting {
  const room = `play:${id}`;
  const { game, leave } = followGame(line, room);
  const presence = signal<Presence | null>(null);
  const ignore = line.watch(room, (message) => {
    if (message.t === "presence") presence.value = message;
  });
  return {
    id,
    game,
    presence,
    leave: () => {
      leave();
      ignore();
    },
  };
}

export class PlayerSeat {
  readonly event;
  readonly sitting = signal<Sitting | null>(null);
  /** The half-moves of the position looked at; `null` is the newest. */
  readonly viewed = signal<number | null>(null);
  readonly flipped = signal(false);
  /** Why the last command came to nothing. */
  readonly refusal = signal<Refusal | null>(null);
  /** Grows when the board must be drawn anew although the game is the same: a move was taken back. */
  readonly takenBack = signal(0);
  private readonly replay = new Replay();

  constructor(
    readonly line: Line,
    readonly person: string,
  ) {
    this.event = followEvent(line);
    effect(() => {
      const hello = line.hello.value;
      if (hello !== null) this.sit(hello.you?.game ?? null);
    });
  }

  private sit(id: string | null): void {
    const old = this.sitting.peek();
    if (old?.id === id) return;
    old?.leave();
    this.viewed.value = null;
    this.flipped.value = false;
    this.refusal.value = null;
    this.sitting.value = id === null ? null : sitDown(this.line, id);
  }

  readonly game = computed(() => this.sitting.value?.game.value ?? null);
  readonly clocks = computed(() => this.game.value?.clocks ?? null);
  readonly moves = computed(() => this.game.value?.moves ?? NONE);
  readonly phase = computed(() => this.game.value?.phase ?? null);

  /** Where the board stands in the event. */
  readonly place = computed(() => {
    const [event, sitting] = [this.event.value, this.sitting.value];
    return event && sitting ? seatOf(event, sitting.id) : null;
  });

  /** The newest round, if there is no board for him in it: his team is free, or he is a reserve. */
  readonly idle = computed(() => {
    const round = this.event.value?.played.at(-1);
    const boards = round?.matches.flatMap((match) => match.boards) ?? [];
    return round && !boards.some(({ white, black }) => white === this.person || black === this.person) ? round : null;
  });

  readonly side = computed<Side | null>(() => {
    const game = this.game.value;
    return game === null ? null : game.white === this.person ? "white" : "black";
  });

  readonly waiting = computed(() =>
    this.line.unanswered.value.filter(({ command }) => command.game === this.sitting.value?.id),
  );

  /** His own move that the news has not told of yet. */
  readonly pending = computed<MoveCommand | null>(() => {
    for (const { command } of this.waiting.value)
      if (command.t === "move" && command.ply === this.moves.value.length) return command;
    return null;
  });

  /** What the board shows: the news, and the pending move on top of it. */
  readonly shown = computed<readonly Pick<MoveView, "uci">[]>(() => {
    const pending = this.pending.value;
    return pending === null ? this.moves.value : [...this.moves.value, pending];
  });

  /** Whether he may move a piece now. */
  readonly mayMove = computed(() => {
    const turn: Side = this.moves.value.length % 2 === 0 ? "white" : "black";
    return (
      this.phase.value === "running" &&
      turn === this.side.value &&
      this.pending.value === null &&
      this.viewed.value === null
    );
  });

  /** The position on the board, after `ply` half-moves. */
  position(ply: number = this.shown.value.length): Chess {
    return this.replay.at(this.shown.value, ply);
  }

  get positions(): Replay {
    return this.replay;
  }

  play(uci: string): void {
    if (this.mayMove.peek()) this.command({ t: "move", ply: this.moves.peek().length, uci });
  }

  offerDraw(): void {
    this.command({ t: "offer_draw" });
  }

  acceptDraw(): void {
    this.command({ t: "accept_draw" });
  }

  resign(): void {
    this.command({ t: "resign" });
  }

  private command(what: Kind): void {
    const sitting = this.sitting.peek();
    if (sitting === null) return;
    this.refusal.value = null;
    this.line.send({ ...what, id: newId(), game: sitting.id }, (answer) => {
      if (answer.t === "ack") return;
      this.refusal.value = answer.code;
      this.takenBack.value += 1;
      if (answer.code === "other_ply") this.line.resync(`play:${sitting.id}`);
    });
  }
}

type Kind = Command extends infer C ? (C extends Command ? Omit<C, "id" | "game"> : never) : never;
