/** The boards of a match as the arbiter sees them: who is here, the clocks, the state, the result. */

import { type ReadonlySignal, useComputed } from "@preact/signals";
import { ClockFace } from "../shared/clockface";
import type { Game } from "../shared/game";
import type { ServerHours } from "../shared/hours";
import { t } from "../shared/i18n";
import { score } from "../shared/outcome";
import { href, type Page } from "../shared/page";
import { PersonName } from "../shared/person";
import type { BoardView, MatchView, PersonView, Presence, Side } from "../shared/protocol";
import { act, busy } from "./acts";

/** What the console follows of one board. */
export interface Desk {
  readonly game: ReadonlySignal<Game | null>;
  readonly presence: ReadonlySignal<Presence | null>;
  readonly leave: () => void;
}

interface RowProps {
  readonly page: Page;
  readonly hours: ServerHours;
  readonly people: ReadonlyMap<string, PersonView>;
  readonly board: BoardView;
  readonly desk: Desk;
}

function Row({ page, hours, people, board, desk }: RowProps) {
  const game = desk.game.value;
  const clocks = useComputed(() => desk.game.value?.clocks ?? null);
  const player = (side: Side) => {
    const person = people.get(board[side]);
    const here = desk.presence.value?.[side];
    return (
      <td class={`player ${side}`}>
        {here !== undefined && (
          <span class={`presence ${here ? "here" : "away"}`} role="img" aria-label={t(here ? "presence.here" : "presence.away")} />
        )}
        {person && <PersonName person={person} />}
      </td>
    );
  };
  const clock = (side: Side) => (
    <td class="time">
      <ClockFace clocks={clocks} side={side} hours={hours} />
    </td>
  );
  return (
    <tr>
      <th scope="row">
        <a href={href(page, `game/${board.game}`)}>{board.board}</a>
      </th>
      {player("white")}
      {clock("white")}
      {clock("black")}
      {player("black")}
      <td class="number">{game ? Math.ceil(game.moves.length / 2) : ""}</td>
      <td class="state">{game && (game.reason === null ? t(`phase.${game.phase}`) : t(`reason.${game.reason}`))}</td>
      <td class="result">{game?.result && score(game.result)}</td>
      <td>
        {game?.phase === "suspended" && (
          <button
            type="button"
            title={t("arbiter.resume_effect")}
            disabled={busy.value !== null}
            onClick={() => void act(page, `games/${board.game}/resume`, t("arbiter.resumed", { board: board.board }))}
          >
            {t("arbiter.resume")}
          </button>
        )}
      </td>
    </tr>
  );
}

interface Props extends Omit<RowProps, "board" | "desk"> {
  readonly match: MatchView;
  /** The two teams. */
  readonly label: string;
  readonly desks: ReadonlyMap<string, Desk>;
}

export function Boards({ match, label, desks, ...rest }: Props) {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={label}>
      <table>
        <thead>
          <tr>
            <th scope="col" class="col-board">
              {t("table.board")}
            </th>
            <th scope="col">{t("side.white")}</th>
            <th scope="col" class="col-clocks" colSpan={2}>
              {t("table.clocks")}
            </th>
            <th scope="col">{t("side.black")}</th>
            <th scope="col" class="col-move number">
              {t("table.move")}
            </th>
            <th scope="col" class="col-state">
              {t("table.state")}
            </th>
            <th scope="col" class="col-result">
              {t("table.result")}
            </th>
            <th scope="col" class="col-acts">
              <span class="sr">{t("table.acts")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {match.boards.map((board) => {
            const desk = desks.get(board.game);
            return desk && <Row key={board.game} board={board} desk={desk} {...rest} />;
          })}
        </tbody>
      </table>
    </div>
  );
}
