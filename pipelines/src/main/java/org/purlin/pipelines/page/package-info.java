/**
 * The report as a page: one HTML file that needs nothing else, asks nobody and runs no script.
 *
 * <p>{@link org.purlin.pipelines.page.ReportPages} writes pages; the other classes work out what is
 * on them, so that the templates in {@code src/main/jte} only lay it out. Every text is escaped by
 * the template engine.
 */
package org.purlin.pipelines.page;
