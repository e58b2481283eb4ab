/** The captain's page: the boards of the own team's match, live; the team's tables come from the server. */

import { render } from "preact";
import { followEvent } from "../shared/event";
import { Network } from "../shared/network";
import { openLine, openPage } from "../shared/page";
import { keepParts } from "../shared/parts";
import { keepScores, mountTiles } from "../spectator/tiles";

const line = openLine(await openPage());
let unmount = mountTiles(line, document);
const refresh = keepParts(line, (part) => {
  if (!part.querySelector("[data-tile]")) return;
  unmount();
  unmount = mountTiles(line, part);
});
keepScores(followEvent(line, refresh));
const network = document.getElementById("network");
if (network) render(<Network line={line} />, network);
