/**
 * An object store in memory, for tests: {@code mem://bucket/name} is a place that is no local disk.
 */
package org.purlin.pipelines.memory;
