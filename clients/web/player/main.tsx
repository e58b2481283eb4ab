/** The player's page: the lobby, the board of this round, and on to the next one by itself. */

import { effect } from "@preact/signals";
import { render } from "preact";
import type { TwinEvent } from "../shared/event";
import { nameOf, t } from "../shared/i18n";
import { MoveList } from "../shared/moves";
import { Network } from "../shared/network";
import { href, openLine, openPage, type Page } from "../shared/page";
import { type Player, Seat } from "../shared/person";
import type { RoundView, Side } from "../shared/protocol";
import { Actions } from "./actions";
import { PlayerBoard } from "./board";
import { PlayerSeat } from "./seat";
import { TypedMove } from "./typed";
import { gameWords, ownOutcome, savedWords, turnOf } from "./words";

interface Props {
  readonly page: Page;
  readonly seat: PlayerSeat;
}

function playerOf(seat: PlayerSeat, id: string): Player | null {
  const event = seat.event.value;
  const person = event?.people.get(id);
  const team = person && event?.teams.get(person.team);
  return person && team ? { person, team: team.names } : null;
}

/** Before his first board, between rounds without one, and after the last. */
function Lobby({ page, seat }: Props) {
  const event = seat.event.value;
  if (event === null || seat.line.hello.value === null) return <p class="lobby">{t("lobby.connecting")}</p>;
  const idle = seat.idle.value;
  return (
    <>
      <p class="lobby" role="status">
        {idle === null || idle.closed ? whatNext(event) : noBoard(event, idle, seat.person)}
      </p>
      <Links page={page} />
    </>
  );
}

/** Why the round goes on without him. */
function noBoard(event: TwinEvent, { round, free }: RoundView, person: string): string {
  const key = free !== null && event.people.get(person)?.team === free ? "lobby.free" : "lobby.reserve";
  return t(key, { round });
}

/** What comes when this round is over. */
function whatNext(event: TwinEvent): string {
  const last = event.played.at(-1);
  const next = (last?.round ?? 0) + 1;
  if (next <= event.rounds) return t("lobby.round", { round: next });
  return t(last?.closed ? "lobby.over" : "lobby.last");
}

function Links({ page }: { readonly page: Page }) {
  return (
    <p class="links">
      <a href={href(page, "standings")}>{t("nav.standings")}</a>
      <a href={href(page, "")}>{t("nav.live")}</a>
    </p>
  );
}

/** Round, board, and the two teams. */
function Heading({ seat }: Props) {
  const [event, place] = [seat.event.value, seat.place.value];
  if (event === null || place === null) return null;
  const [left, right] = [event.teams.get(place.match.white), event.teams.get(place.match.black)];
  return (
    <h1>
      {left && right && `${nameOf(left.names)} – ${nameOf(right.names)}`}
      <small>{t("game.place", { round: place.round.round, board: place.board.board })}</small>
    </h1>
  );
}

/** The end of a game: the result, and where to go from here. */
function Ended({ page, seat, side }: Props & { readonly side: Side }) {
  const [event, result] = [seat.event.value, seat.game.value?.result];
  if (event === null || !result) return null;
  const own = ownOutcome(result, side);
  return (
    <div class={`ended ${own}`}>
      <p class="own-result">{t(`play.${own}`)}</p>
      <p>{whatNext(event)}</p>
      <Links page={page} />
    </div>
  );
}

function Game({ page, seat }: Props) {
  const game = seat.game.value;
  const side = seat.side.value;
  const sitting = seat.sitting.value;
  if (game === null || side === null || sitting === null || seat.idle.value !== null) return <Lobby page={page} seat={seat} />;
  const bottom: Side = seat.flipped.value === (side === "white") ? "black" : "white";
  // While the own line is down nothing is known of the other's.
  const presence = seat.line.connection.value === "online" ? sitting.presence.value : null;
  const chair = (colour: Side, place: "top" | "bottom") => {
    const player = playerOf(seat, game[colour]);
    return (
      player && (
        <Seat
          key={colour}
          side={colour}
          player={player}
          place={place}
          clocks={seat.clocks}
          hours={seat.line.hours}
          result={game.result}
          present={colour === side ? null : (presence?.[colour] ?? null)}
        />
      )
    );
  };
  const refusal = seat.refusal.value;
  const last = seat.moves.value.at(-1);
  const theirs = last !== undefined && turnOf(seat) === side;
  return (
    <>
      <Heading page={page} seat={seat} />
      <div class="table">
        {chair(bottom === "white" ? "black" : "white", "top")}
        <PlayerBoard key={sitting.id} seat={seat} side={side} />
        {chair(bottom, "bottom")}
        <div class="panel">
          <p class={`words ${seat.mayMove.value ? "yours" : ""}`} role="status">
            {gameWords(seat, side, presence)}
          </p>
          <Ended page={page} seat={seat} side={side} />
          {refusal !== null && <p class="refusal" role="alert">{t(`error.${refusal}`)}</p>}
          <Actions seat={seat} side={side} />
          <MoveList key={sitting.id} moves={seat.moves} viewed={seat.viewed} />
          <TypedMove seat={seat} />
          <p class="foot">
            <span class="saved" role="status">
              {savedWords(seat)}
            </span>
            <button type="button" onClick={() => (seat.flipped.value = !seat.flipped.value)}>
              {t("board.flip")}
            </button>
          </p>
          <p class="sr" aria-live="assertive">
            {theirs && t("play.they_played", { move: last.san })}
          </p>
        </div>
      </div>
    </>
  );
}

const page = await openPage();
const place = document.getElementById("play");
const network = document.getElementById("network");
if (place && network && page.person !== null) {
  const seat = new PlayerSeat(openLine(page), page.person);
  const title = document.title;
  effect(() => {
    document.title = seat.mayMove.value ? `● ${t("play.your_turn")}` : title;
  });
  place.replaceChildren();
  render(<Game page={page} seat={seat} />, place);
  render(<Network line={seat.line} />, network);
}
