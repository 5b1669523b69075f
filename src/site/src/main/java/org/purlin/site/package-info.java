/**
 * Makes a static site of the Markdown pages in {@code src/site/markdown}.
 *
 * <p>Pages are CommonMark with GitHub's tables, and links between them are written as GitHub reads
 * them ({@code csc.md#deletions-and-the-brake}), so that a page is whole in both places. {@code
 * nav.txt} says in which section and order they stand. The site needs no network to be built and
 * none to be read.
 */
package org.purlin.site;
