/** What the reader should know of his line to the server; nothing is shown while all is well. */

import type { Key } from "./i18n";
import { t } from "./i18n";
import type { Connection, Line } from "./socket";

const TEXTS: Readonly<Partial<Record<Connection, Key>>> = {
  offline: "net.offline",
  outdated: "net.outdated",
  rejected: "net.rejected",
};

/** A banner while the line is down. */
export function Network({ line }: { line: Line }) {
  const connection = line.connection.value;
  const text = TEXTS[connection];
  return (
    <div class="network" role="status">
      {text !== undefined && (
        <p class={`banner ${connection}`}>
          {t(text)}{" "}
          {connection !== "offline" && (
            <button type="button" onClick={() => location.reload()}>
              {t("net.reload")}
            </button>
          )}
        </p>
      )}
    </div>
  );
}
