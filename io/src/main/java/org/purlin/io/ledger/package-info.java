/**
 * What is proven about each window of a pull, kept beside the data: one small JSON file a window,
 * so that workers never write to the same file and a killed run leaves every finished record.
 */
package org.purlin.io.ledger;
