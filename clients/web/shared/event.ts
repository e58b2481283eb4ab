/**
 * The event as the browser knows it: names, rounds, results. The same fold as `server/show/event.py`; the
 * standings themselves are a table and come as HTML.
 */

import { type Signal, signal } from "@preact/signals";
import type {
  BoardView,
  EventSnapshot,
  GameEnded,
  MatchView,
  PersonView,
  Result,
  RosterNews,
  RoundClosed,
  RoundPublished,
  RoundView,
  Standings,
  TeamView,
} from "./protocol";
import type { Line } from "./socket";

export type EventNews = RosterNews | RoundPublished | RoundClosed | Standings | GameEnded;

export interface TwinEvent {
  readonly v: number;
  readonly rounds: number;
  readonly teams: ReadonlyMap<string, TeamView>;
  readonly people: ReadonlyMap<string, PersonView>;
  readonly played: readonly RoundView[];
  readonly results: ReadonlyMap<string, Result>;
}

export interface MatchScore {
  readonly white: number;
  readonly black: number;
  readonly done: number;
}

/** The snapshot stands for all news so far. */
export function fromSnapshot(snapshot: EventSnapshot): TwinEvent {
  return {
    v: snapshot.v,
    rounds: snapshot.rounds,
    teams: new Map(snapshot.teams.map((team) => [team.id, team])),
    people: new Map(snapshot.people.map((person) => [person.id, person])),
    played: snapshot.played,
    results: new Map(snapshot.ended.map((score) => [score.game, score.result])),
  };
}

/** Fold one piece of news in; news that is not newer changes nothing. */
export function apply(event: TwinEvent, news: EventNews): TwinEvent {
  if (news.t === "standings" || news.v <= event.v) return event;
  const v = news.v;
  switch (news.t) {
    case "roster":
      return {
        ...event,
        v,
        rounds: news.rounds,
        teams: new Map(news.teams.map((team) => [team.id, team])),
        people: new Map(news.people.map((person) => [person.id, person])),
      };
    case "round": {
      const { round, matches, free } = news;
      return { ...event, v, played: [...event.played, { round, matches, free, closed: false }] };
    }
    case "round_closed":
      return {
        ...event,
        v,
        played: event.played.map((round) => (round.round === news.round ? { ...round, closed: true } : round)),
      };
    case "ended":
      return { ...event, v, results: new Map(event.results).set(news.game, news.result) };
  }
}

/** The match score so far in half-points, from the boards that are done. */
export function score(event: TwinEvent, match: MatchView): MatchScore {
  let [white, black, done] = [0, 0, 0];
  for (const board of match.boards) {
    const result = event.results.get(board.game);
    if (result === undefined) continue;
    done += 1;
    // The white team has White on the odd boards only.
    white += board.board % 2 ? result.white : result.black;
    black += board.board % 2 ? result.black : result.white;
  }
  return { white, black, done };
}

export interface Seat {
  readonly round: RoundView;
  readonly match: MatchView;
  readonly board: BoardView;
}

/** Where a game is played. */
export function seatOf(event: TwinEvent, game: string): Seat | null {
  for (const round of event.played)
    for (const match of round.matches)
      for (const board of match.boards) if (board.game === game) return { round, match, board };
  return null;
}

/** The event, kept up to date; `null` until its snapshot is here. `told` hears what changed it. */
export function followEvent(
  line: Line,
  told: (news: EventNews | EventSnapshot) => void = () => undefined,
): Signal<TwinEvent | null> {
  const event = signal<TwinEvent | null>(null);
  line.watch("event", (message) => {
    switch (message.t) {
      case "event":
        event.value = fromSnapshot(message);
        told(message);
        break;
      case "roster":
      case "round":
      case "round_closed":
      case "standings":
      case "ended":
        if (event.value === null) line.resync("event");
        else event.value = apply(event.value, message);
        told(message);
    }
  });
  return event;
}
