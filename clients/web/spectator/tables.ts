/** The standings page: tables rendered by the server, fetched again when the event says they have changed. */

import { followEvent } from "../shared/event";
import { openLine, openPage } from "../shared/page";
import { keepParts } from "../shared/parts";

const line = openLine(await openPage());
followEvent(line, keepParts(line));
