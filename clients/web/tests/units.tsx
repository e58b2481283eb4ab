/** The browser's own modules, handed to the tests as they are: `units.*` in the page. */

import { signal } from "@preact/signals";
import { render } from "preact";
import { face, left, untilChange } from "../shared/clock";
import { ClockFace } from "../shared/clockface";
import * as event from "../shared/event";
import * as game from "../shared/game";
import { ServerHours } from "../shared/hours";
import { points, t, useDictionary } from "../shared/i18n";
import { keepParts } from "../shared/parts";
import { picture, Replay, wireUci } from "../shared/position";
import type { Clocks, EventSnapshot, GameSnapshot, Side } from "../shared/protocol";
import { type Command, Line, PROTOCOL } from "../shared/socket";
import { inLatin } from "../player/spelling";
import { Chess } from "chessops/chess";
import { isNormal } from "chessops/types";
import { parseUci } from "chessops/util";

/** A line whose news and answers are written down. */
function openLine(url: string, rooms: string[], welcome = true) {
  const line = new Line(url, async () => welcome);
  const heard: unknown[] = [];
  const answers: unknown[] = [];
  for (const room of rooms) line.watch(room, (message) => heard.push(message));
  return {
    line,
    heard,
    answers,
    send: (command: Command) => line.send(command, (answer) => answers.push(answer)),
    state: () => ({
      connection: line.connection.value,
      game: line.hello.value?.you?.game ?? null,
      unanswered: line.unanswered.value.map(({ command, state }) => [command.id, state]),
      heard,
      answers,
    }),
  };
}

/** A clock on the page, and every text it has shown. */
function showClock(clocks: Clocks, side: Side) {
  const hours = new ServerHours();
  hours.hear(clocks.at, performance.now());
  const place = document.createElement("div");
  document.body.append(place);
  const shown: string[] = [];
  new MutationObserver(() => shown.push(place.textContent ?? "")).observe(place, {
    childList: true,
    characterData: true,
    subtree: true,
  });
  const told = signal<Clocks | null>(clocks);
  render(<ClockFace clocks={told} side={side} hours={hours} />, place);
  return { shown, told, place };
}

/** Fold news into a game after its snapshot; the fold after each. */
function foldGame(snapshot: GameSnapshot, news: game.GameNews[]): game.Game[] {
  let now = game.fromSnapshot(snapshot);
  return news.map((one) => (now = game.follows(now, one) ? game.apply(now, one) : now));
}

/** Fold news into an event after its snapshot; rounds, results and scores after each. */
function foldEvent(snapshot: EventSnapshot, news: event.EventNews[]) {
  let now = event.fromSnapshot(snapshot);
  return news.map((one) => {
    now = event.apply(now, one);
    return {
      v: now.v,
      played: now.played,
      results: Object.fromEntries(now.results),
      scores: now.played.flatMap((round) => round.matches.map((match) => event.score(now, match))),
    };
  });
}

/** A move made on the board, as the wire has it, after these moves. */
function onTheWire(before: string[], made: string): string {
  const position = new Replay().at(before.map((uci) => ({ uci })));
  const move = parseUci(made);
  return move && isNormal(move) ? wireUci(position, move) : "";
}

const units = {
  PROTOCOL,
  Chess,
  Replay,
  ServerHours,
  face,
  foldEvent,
  foldGame,
  inLatin,
  keepParts,
  left,
  onTheWire,
  openLine,
  picture,
  points,
  showClock,
  t,
  untilChange,
  useDictionary,
};

Object.assign(globalThis, { units });
