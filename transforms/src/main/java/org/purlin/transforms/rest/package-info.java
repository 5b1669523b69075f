/**
 * Finds the records in a page of a REST API's answer and makes each ready to become a row.
 *
 * <p>A {@link org.purlin.transforms.rest.RecordPath} says where records are; a {@link
 * org.purlin.transforms.rest.PageReader} reads pages, one record in memory at a time, and picks up
 * single values such as a total or a cursor; a {@link org.purlin.transforms.rest.RecordShape} gives
 * a record what its table wants from around it. Rows are made by {@link
 * org.purlin.transforms.rows.RowFlattener}. Numbers keep their value to the last digit. A page that
 * is not JSON is an error that names the place and quotes nothing.
 */
package org.purlin.transforms.rest;
