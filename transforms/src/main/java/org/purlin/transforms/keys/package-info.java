/** Finds keys that come twice, exactly and in little memory. */
package org.purlin.transforms.keys;
