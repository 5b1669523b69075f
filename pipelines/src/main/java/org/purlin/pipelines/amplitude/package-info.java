/** The Amplitude job: its options, its window of hours, and the data's path. */
package org.purlin.pipelines.amplitude;
