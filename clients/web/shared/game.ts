/**
 * One board as the browser knows it: the same fold of snapshot and news as `server/show/event.py`.
 *
 * A value: `apply` returns a new one, or the same one where nothing changed.
 */

import { type Signal, signal } from "@preact/signals";
import type {
  ClocksResumed,
  ClocksSuspended,
  DrawOffered,
  GameEnded,
  GameSnapshot,
  GameStarted,
  Move,
  Side,
} from "./protocol";
import type { Line } from "./socket";

export type GameNews = GameStarted | Move | DrawOffered | ClocksSuspended | ClocksResumed | GameEnded;
export type Game = Readonly<Omit<GameSnapshot, "t" | "room">>;

/** The snapshot stands for all news so far. */
export function fromSnapshot({ t: _t, room: _room, ...game }: GameSnapshot): Game {
  return game;
}

/** False if news before this one is missing: only a new snapshot helps then. */
export function follows(game: Game, news: GameNews): boolean {
  return news.v <= game.v || news.t !== "moved" || news.ply === game.moves.length + 1;
}

/** Fold one piece of news in; news that is not newer changes nothing. */
export function apply(game: Game, news: GameNews): Game {
  if (news.v <= game.v) return game;
  const v = news.v;
  switch (news.t) {
    case "started":
    case "resumed":
      return { ...game, v, phase: "running", clocks: news.clocks };
    case "moved":
      return played(game, news);
    case "draw_offered":
      return { ...game, v, offer: news.by };
    case "suspended":
      return { ...game, v, phase: "suspended", clocks: news.clocks };
    case "ended":
      return { ...game, v, phase: "ended", clocks: news.clocks, offer: null, result: news.result, reason: news.reason };
  }
}

function played(game: Game, news: Move): Game {
  const mover: Side = news.ply % 2 === 0 ? "black" : "white";
  const move = { uci: news.uci, san: news.san, spent: news.spent, left: news.clocks[mover] };
  return {
    ...game,
    v: news.v,
    moves: [...game.moves, move],
    clocks: news.clocks,
    offer: game.offer === mover ? game.offer : null, // Online 5.3: it lives until the opponent moves
  };
}

/** The board of a room, kept up to date; `null` until its snapshot is here. */
export function followGame(line: Line, room: string): { game: Signal<Game | null>; leave: () => void } {
  const game = signal<Game | null>(null);
  const leave = line.watch(room, (message) => {
    switch (message.t) {
      case "game":
        game.value = fromSnapshot(message);
        break;
      case "started":
      case "moved":
      case "draw_offered":
      case "suspended":
      case "resumed":
      case "ended":
        if (game.value !== null && follows(game.value, message)) game.value = apply(game.value, message);
        else line.resync(room);
    }
  });
  return { game, leave };
}
