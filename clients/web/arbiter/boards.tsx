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
import { StartClocks } from "./start";

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

/** The roles are the table's own: on a narrow screen its rows are laid out as cards, and would lose them. */
function Row({ page, hours, people, board, desk }: RowProps) {
  const game = desk.game.value;
  const clocks = useComputed(() => desk.game.value?.clocks ?? null);
  const player = (side: Side) => {
    const person = people.get(board[side]);
    const here = desk.presence.value?.[side];
    return (
      <td role="cell" class={`player ${side}`}>
        <span class={`side ${side}`} />
        {here !== undefined && (
          <span class={`presence ${here ? "here" : "away"}`} role="img" aria-label={t(here ? "presence.here" : "presence.away")} />
        )}
        {person && <PersonName person={person} />}
      </td>
    );
  };
  const clock = (side: Side) => (
    <td role="cell" class={`time ${side}`}>
      <ClockFace clocks={clocks} side={side} hours={hours} />
    </td>
  );
  return (
    <tr role="row">
      <th role="rowheader" scope="row">
        <a href={href(page, `game/${board.game}`)} aria-label={t("board.number", { board: board.board })}>
          {board.board}
        </a>
      </th>
      {player("white")}
      {clock("white")}
      {clock("black")}
      {player("black")}
      <td role="cell" class="number move">
        {game && game.moves.length > 0 ? Math.ceil(game.moves.length / 2) : ""}
      </td>
      <td role="cell" class="state">
        {game && (game.reason === null ? t(`phase.${game.phase}`) : t(`reason.${game.reason}`))}
      </td>
      <td role="cell" class="result">
        {game?.result && score(game.result)}
      </td>
      <td role="cell" class="acts">
        {game?.phase === "published" && desk.presence.value && (
          <StartClocks page={page} board={board} absent={absentees(people, board, desk.presence.value)} />
        )}
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

/** Those of the two players who have no open line, by name. */
function absentees(people: ReadonlyMap<string, PersonView>, board: BoardView, presence: Presence): string[] {
  const sides: readonly Side[] = ["white", "black"];
  return sides.filter((side) => !presence[side]).map((side) => people.get(board[side])?.name ?? t(`side.${side}`));
}

interface Props extends Omit<RowProps, "board" | "desk"> {
  readonly match: MatchView;
  /** The two teams. */
  readonly label: string;
  readonly desks: ReadonlyMap<string, Desk>;
}

export function Boards({ match, label, desks, ...rest }: Props) {
  return (
    <table role="table" aria-label={label}>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col" class="col-board">
            {t("table.board")}
          </th>
          <th role="columnheader" scope="col">
            {t("side.white")}
          </th>
          <th role="columnheader" scope="col" class="col-clocks" colSpan={2}>
            {t("table.clocks")}
          </th>
          <th role="columnheader" scope="col">
            {t("side.black")}
          </th>
          <th role="columnheader" scope="col" class="col-move number">
            {t("table.move")}
          </th>
          <th role="columnheader" scope="col" class="col-state">
            {t("table.state")}
          </th>
          <th role="columnheader" scope="col" class="col-result">
            {t("table.result")}
          </th>
          <th role="columnheader" scope="col" class="col-acts">
            <span class="sr">{t("table.acts")}</span>
          </th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {match.boards.map((board) => {
          const desk = desks.get(board.game);
          return desk && <Row key={board.game} board={board} desk={desk} {...rest} />;
        })}
      </tbody>
    </table>
  );
}
