/** Placeholder. */
package org.purlin.transforms;
