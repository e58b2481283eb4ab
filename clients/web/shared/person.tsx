/** People and teams as the pages write them. */

import type { ReadonlySignal } from "@preact/signals";
import { ClockFace } from "./clockface";
import type { ServerHours } from "./hours";
import { nameOf, points, t, wantsLatin } from "./i18n";
import type { Clocks, Names, PersonView, Result, Side } from "./protocol";

export interface Player {
  readonly person: PersonView;
  readonly team: Names;
}

/** A name in its own script and language, with Latin letters beside it for those who cannot read that script. */
export function PersonName({ person }: { person: PersonView }) {
  return (
    <span class="person">
      <span lang={person.lang}>{person.name}</span>
      {wantsLatin(person) && (
        <>
          {" "}
          <span class="latin" lang={`${person.lang.split("-")[0]}-Latn`}>
            {person.latin}
          </span>
        </>
      )}
    </span>
  );
}

interface SeatProps {
  readonly side: Side;
  readonly player: Player;
  readonly place: "top" | "bottom";
  readonly clocks: ReadonlySignal<Clocks | null>;
  readonly hours: ServerHours;
  readonly result: Result | null;
  /** Whether he has an open line; `null` where that is not known. */
  readonly present: boolean | null;
}

/** One side of a board: colour, name, team, line, clock and, at the end, the points. */
export function Seat({ side, player, place, clocks, hours, result, present }: SeatProps) {
  const presence = present === null ? null : t(present ? "presence.here" : "presence.away");
  return (
    <div class={`seat ${place}`}>
      <span class={`side ${side}`} role="img" aria-label={t(`side.${side}`)} />
      <span class="who">
        <PersonName person={player.person} />
        <span class="team">
          {nameOf(player.team)}
          {presence !== null && <span class={`presence ${present ? "here" : "away"}`}>{presence}</span>}
        </span>
      </span>
      {result !== null && <strong class="points">{points(result[side])}</strong>}
      <ClockFace clocks={clocks} side={side} hours={hours} />
    </div>
  );
}
