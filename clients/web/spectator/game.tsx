/** One board as spectators see it: board, clocks, moves, and the result in words. */

import { type ReadonlySignal, useComputed, useSignal } from "@preact/signals";
import { render } from "preact";
import { useMemo } from "preact/hooks";
import { Board } from "../shared/board";
import { followGame, type Game } from "../shared/game";
import { t } from "../shared/i18n";
import { MoveList } from "../shared/moves";
import { Network } from "../shared/network";
import { outcome } from "../shared/outcome";
import { openLine, openPage } from "../shared/page";
import { type Player, Seat } from "../shared/person";
import { picture, Replay } from "../shared/position";
import type { MoveView, Side } from "../shared/protocol";
import type { Line } from "../shared/socket";

interface Props {
  readonly line: Line;
  readonly game: ReadonlySignal<Game | null>;
  readonly players: Readonly<Record<Side, Player>>;
}

const NONE: readonly MoveView[] = [];

function words(game: Game): string {
  if (game.result !== null) return outcome(game.result, game.reason);
  if (game.phase !== "running") return t(`phase.${game.phase}`);
  return t(game.clocks.running === "black" ? "turn.black" : "turn.white");
}

function GamePage({ line, game, players }: Props) {
  const replay = useMemo(() => new Replay(), []);
  const viewed = useSignal<number | null>(null);
  const bottom = useSignal<Side>("white");
  const moves = useComputed(() => game.value?.moves ?? NONE);
  const clocks = useComputed(() => game.value?.clocks ?? null);
  const shows = useComputed(() => ({
    ...picture(replay, moves.value, viewed.value ?? moves.value.length),
    orientation: bottom.value,
    viewOnly: true,
  }));
  const top: Side = bottom.value === "white" ? "black" : "white";
  const seat = (side: Side, place: "top" | "bottom") => (
    <Seat
      key={side}
      side={side}
      player={players[side]}
      place={place}
      clocks={clocks}
      hours={line.hours}
      result={game.value?.result ?? null}
      present={null}
    />
  );
  return (
    <>
      {seat(top, "top")}
      <Board shows={shows} label={t("board.big")} />
      {seat(bottom.value, "bottom")}
      <div class="panel">
        <p class="words" role="status">
          {game.value && words(game.value)}
        </p>
        <MoveList moves={moves} viewed={viewed} />
        <p class="actions">
          <button type="button" onClick={() => (bottom.value = top)}>
            {t("board.flip")}
          </button>
        </p>
      </div>
    </>
  );
}

const line = openLine(await openPage());
const place = document.getElementById("game");
const network = document.getElementById("network");
if (place && network) {
  const { game, white, black } = place.dataset;
  const players = {
    white: JSON.parse(white ?? "") as Player, // written by game.html
    black: JSON.parse(black ?? "") as Player,
  };
  place.replaceChildren();
  render(<GamePage line={line} game={followGame(line, `game:${game}`).game} players={players} />, place);
  render(<Network line={line} />, network);
}
