/** What the player's page says about his game: whose turn, why it waits, how it ended, what the server has. */

import { t } from "../shared/i18n";
import { outcome } from "../shared/outcome";
import type { EndReason, Presence, Result, Side } from "../shared/protocol";
import type { PlayerSeat } from "./seat";

/** The line above the buttons while there is a game. */
export function gameWords(seat: PlayerSeat, side: Side, presence: Presence | null): string {
  const game = seat.game.value;
  if (game === null) return t("lobby.connecting");
  switch (game.phase) {
    case "published":
      return t(opponentHere(side, presence) ? "lobby.starting" : "lobby.opponent");
    case "suspended":
      return t(opponentHere(side, presence) ? "play.resuming" : "play.suspended");
    case "running":
      if (seat.pending.value !== null && seat.line.connection.value !== "online") return t("play.not_there");
      return t(seat.pending.value === null && turnOf(seat) === side ? "play.your_turn" : "play.their_turn");
    case "ended":
      return game.result === null ? "" : endWords(game.result, game.reason, side);
  }
}

export function turnOf(seat: PlayerSeat): Side {
  return seat.moves.value.length % 2 === 0 ? "white" : "black";
}

function opponentHere(side: Side, presence: Presence | null): boolean {
  return presence !== null && (side === "white" ? presence.black : presence.white);
}

/** How it ended; a resignation by the name of him who resigned. */
function endWords(result: Result, reason: EndReason | null, side: Side): string {
  if (reason !== "resignation") return outcome(result, reason);
  return t(ownOutcome(result, side) === "lost" ? "play.you_resigned" : "play.they_resigned");
}

/** The result as his own page greets him with it. */
export function ownOutcome(result: Result, side: Side): "won" | "lost" | "drew" {
  const [own, other] = side === "white" ? [result.white, result.black] : [result.black, result.white];
  return own > other ? "won" : own < other ? "lost" : "drew";
}

/** What of his the server has on disk: never more than is true. */
export function savedWords(seat: PlayerSeat): string {
  const first = seat.waiting.value[0];
  if (first === undefined) return seat.moves.value.length > 0 ? t("saved.all") : "";
  if (first.state === "held") return t("saved.held");
  if (first.state === "later") return t("saved.later");
  if (first.state === "unsent") return t("saved.unsent");
  return t(seat.line.connection.value === "online" ? "saved.sending" : "saved.unconfirmed");
}
