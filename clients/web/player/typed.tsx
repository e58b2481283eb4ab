/** A move typed as `Nf3`, `Кf3` or `g1f3`: the whole game can be played without a pointer. */

import { useSignal } from "@preact/signals";
import { parseSan } from "chessops/san";
import { isNormal, type NormalMove } from "chessops/types";
import { parseUci } from "chessops/util";
import { t } from "../shared/i18n";
import { wireUci } from "../shared/position";
import type { PlayerSeat } from "./seat";
import { inLatin } from "./spelling";

function legal(seat: PlayerSeat, typed: string): NormalMove | null {
  const position = seat.position();
  const text = inLatin(typed);
  for (const move of [parseUci(text.toLowerCase()), parseSan(position, text)])
    if (move && isNormal(move) && position.isLegal(move)) return move;
  return null;
}

export function TypedMove({ seat }: { seat: PlayerSeat }) {
  const refused = useSignal<string | null>(null);
  if (seat.phase.value !== "running") return null;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget;
    if (!(form instanceof HTMLFormElement)) return;
    const text = String(new FormData(form).get("move") ?? "").trim();
    const move = legal(seat, text);
    refused.value = move === null && text !== "" ? text : null;
    if (move === null) return;
    seat.play(wireUci(seat.position(), move));
    form.reset();
  };
  return (
    <form class="typed" onSubmit={submit}>
      <label>
        <span>{t("play.type")}</span>
        <input
          name="move"
          autoComplete="off"
          autoCapitalize="off"
          spellcheck={false}
          placeholder={t("play.type_hint")}
          aria-describedby="typed-answer"
        />
      </label>
      <button type="submit" disabled={!seat.mayMove.value}>
        {t("play.type_send")}
      </button>
      <p id="typed-answer" role="alert">
        {refused.value !== null && t("play.type_bad", { move: refused.value })}
      </p>
    </form>
  );
}
