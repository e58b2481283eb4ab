/**
 * The small boards of a match card. The server has written the card with its names and links; each tile gets its
 * board and clocks here.
 */

import { effect, type ReadonlySignal, useComputed } from "@preact/signals";
import { render } from "preact";
import { useMemo } from "preact/hooks";
import { Board } from "../shared/board";
import { ClockFace } from "../shared/clockface";
import { score, type TwinEvent } from "../shared/event";
import { followGame, type Game } from "../shared/game";
import type { ServerHours } from "../shared/hours";
import { points, t } from "../shared/i18n";
import { picture, Replay } from "../shared/position";
import type { Clocks, Side } from "../shared/protocol";
import type { Line } from "../shared/socket";

interface TileProps {
  readonly game: ReadonlySignal<Game | null>;
  readonly bottom: Side;
  readonly hours: ServerHours;
}

const NONE: Game["moves"] = [];

function status(game: Game): string {
  if (game.phase === "published") return t("phase.published");
  if (game.phase === "suspended") return t("phase.suspended");
  if (game.reason !== null) return t(`reason.${game.reason}`);
  return game.moves.at(-1)?.san ?? "";
}

function moveNumber(game: Game): string {
  const plies = game.moves.length;
  return game.phase === "running" && plies > 0 ? `${Math.ceil(plies / 2)}${plies % 2 ? "." : "…"} ` : "";
}

/** The moving parts of one tile. */
function Tile({ game, bottom, hours }: TileProps) {
  const replay = useMemo(() => new Replay(), []);
  const moves = useComputed(() => game.value?.moves ?? NONE);
  const clocks = useComputed(() => game.value?.clocks ?? null);
  const result = useComputed(() => game.value?.result ?? null);
  const state = useComputed(() => (game.value ? moveNumber(game.value) + status(game.value) : ""));
  const shows = useComputed(() => ({
    ...picture(replay, moves.value),
    orientation: bottom,
    viewOnly: true,
    coordinates: false,
  }));
  const known = useComputed(() => game.value !== null).value;
  const top: Side = bottom === "white" ? "black" : "white";
  const corner = (side: Side, place: string) => (
    <Corner side={side} place={place} clocks={clocks} hours={hours} result={result} />
  );
  return (
    <>
      <p class="state">{state}</p>
      {corner(top, "top")}
      <div class="mini">{known && <Board shows={shows} label={t("board.small")} />}</div>
      {corner(bottom, "bottom")}
    </>
  );
}

interface CornerProps {
  readonly side: Side;
  readonly place: string;
  readonly clocks: ReadonlySignal<Clocks | null>;
  readonly hours: ServerHours;
  readonly result: ReadonlySignal<Game["result"]>;
}

/** A clock while the game lasts, then the points. */
function Corner({ side, place, clocks, hours, result }: CornerProps) {
  const done = result.value;
  return (
    <span class={`corner ${place}`}>
      {done ? <strong class="points">{points(done[side])}</strong> : <ClockFace clocks={clocks} side={side} hours={hours} />}
    </span>
  );
}

/** Give every tile in `root` its board; returns how to take them away. */
export function mountTiles(line: Line, root: ParentNode): () => void {
  const unmount = Array.from(root.querySelectorAll<HTMLElement>("[data-tile]"), (place) => {
    const { tile = "", bottom } = place.dataset;
    const { game, leave } = followGame(line, `game:${tile}`);
    const side: Side = bottom === "black" ? "black" : "white";
    place.replaceChildren();
    render(<Tile game={game} bottom={side} hours={line.hours} />, place);
    return () => {
      leave();
      render(null, place);
    };
  });
  return () => unmount.forEach((leave) => leave());
}

/** Write the match scores and the round's progress into what the server has rendered, now and at each news. */
export function keepScores(event: ReadonlySignal<TwinEvent | null>): void {
  effect(() => {
    const now = event.value;
    const round = now?.played.at(-1);
    if (!now || !round) return;
    let [done, boards] = [0, 0];
    for (const match of round.matches) {
      const { white, black, done: finished } = score(now, match);
      done += finished;
      boards += match.boards.length;
      for (const place of document.querySelectorAll(`[data-score="${match.id}"]`))
        place.textContent = `${points(white)} – ${points(black)}`;
    }
    for (const place of document.querySelectorAll(`[data-progress="${round.round}"]`))
      place.textContent = t("round.progress", { done, boards });
  });
}
