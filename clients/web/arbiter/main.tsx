/** The arbiter's console: the round on one screen, and its acts, each with its effect in words. */

import { computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import { render } from "preact";
import { followEvent, score, type TwinEvent } from "../shared/event";
import { followGame } from "../shared/game";
import type { ServerHours } from "../shared/hours";
import { nameOf, points, t } from "../shared/i18n";
import { Network } from "../shared/network";
import { openLine, openPage, type Page } from "../shared/page";
import type { MatchView, Presence, RoundView } from "../shared/protocol";
import type { Line } from "../shared/socket";
import { act, answer, busy } from "./acts";
import { Boards, type Desk } from "./boards";

function openDesk(line: Line, id: string): Desk {
  const room = `game:${id}`;
  const { game, leave } = followGame(line, room);
  const presence = signal<Presence | null>(null);
  const ignore = line.watch(room, (message) => {
    if (message.t === "presence") presence.value = message;
  });
  return { game, presence, leave: () => (leave(), ignore()) };
}

/** What the round needs next. */
function RoundActs({ page, event, round }: { page: Page; event: TwinEvent; round: RoundView | null }) {
  const boards = round?.matches.flatMap((match) => match.boards) ?? [];
  const open = boards.filter((board) => !event.results.has(board.game)).length;
  const next = (round?.round ?? 0) + 1;
  if (round && !round.closed)
    return (
      <div class="act">
        <button
          type="button"
          class={open === 0 ? "primary" : ""}
          disabled={busy.value !== null || open > 0}
          onClick={() => void act(page, `rounds/${round.round}/close`, t("arbiter.closed", { round: round.round }))}
        >
          {t("arbiter.close", { round: round.round })}
        </button>
        <p>{open > 0 ? t("arbiter.close_waits", { n: open }) : t("arbiter.close_effect")}</p>
      </div>
    );
  if (next > event.rounds) return <p>{t("lobby.over")}</p>;
  return (
    <div class="act">
      <button
        type="button"
        class="primary"
        disabled={busy.value !== null}
        onClick={() => void act(page, `rounds/${next}/publish`, t("arbiter.published", { round: next }))}
      >
        {t("arbiter.publish", { round: next })}
      </button>
      <p>{t("arbiter.publish_effect")}</p>
    </div>
  );
}

function teamName(event: TwinEvent, id: string): string {
  const team = event.teams.get(id);
  return team ? nameOf(team.names) : id;
}

interface MatchProps {
  readonly page: Page;
  readonly hours: ServerHours;
  readonly event: TwinEvent;
  readonly match: MatchView;
}

function Match({ page, hours, event, match }: MatchProps) {
  const soFar = score(event, match);
  const [white, black] = [teamName(event, match.white), teamName(event, match.black)];
  return (
    <section class="match">
      <h2>
        <span class="team">{white}</span>
        <b class="score">{`${points(soFar.white)} – ${points(soFar.black)}`}</b>
        <span class="team">{black}</span>
      </h2>
      <Boards
        page={page}
        hours={hours}
        people={event.people}
        match={match}
        label={`${white} – ${black}`}
        desks={desks.value}
      />
    </section>
  );
}

function Console({ page, line, event }: { page: Page; line: Line; event: ReadonlySignal<TwinEvent | null> }) {
  const now = event.value;
  if (now === null) return <p class="lobby">{t("lobby.connecting")}</p>;
  const round = now.played.at(-1) ?? null;
  return (
    <>
      <h1>{round ? t("round.of", { round: round.round, rounds: now.rounds }) : t("arbiter.before")}</h1>
      <RoundActs page={page} event={now} round={round} />
      <p class={`answer ${answer.value?.bad ? "bad" : ""}`} role="status">
        {answer.value?.words}
      </p>
      {round?.matches.map((match) => (
        <Match key={match.id} page={page} hours={line.hours} event={now} match={match} />
      ))}
    </>
  );
}

const page = await openPage();
const line = openLine(page);
const event = followEvent(line);
const desks = signal<ReadonlyMap<string, Desk>>(new Map());
const round = computed(() => event.value?.played.at(-1)?.matches ?? null);
effect(() => {
  const matches = round.value;
  if (matches === null) return;
  for (const desk of desks.peek().values()) desk.leave();
  const games = matches.flatMap((match) => match.boards.map((board) => board.game));
  desks.value = new Map(games.map((id) => [id, openDesk(line, id)]));
});
const place = document.getElementById("console");
const network = document.getElementById("network");
if (place && network) {
  place.replaceChildren();
  render(<Console page={page} line={line} event={event} />, place);
  render(<Network line={line} />, network);
}
