package org.purlin.io.csc;

import java.io.Serializable;

/** What the last step of a run is given. */
sealed interface NightPart extends Serializable permits Opened, Differences {}
