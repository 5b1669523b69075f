/** {@code purlin check bigquery}: whether loads into a dataset can work. */
package org.purlin.pipelines.bigquery;
