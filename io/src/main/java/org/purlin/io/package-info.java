/** Placeholder. */
package org.purlin.io;
