/**
 * The commands that stand on the pages people read, and the marks above them.
 *
 * <p>A block of code that starts Purlin or one of its stand-ins has one mark, a comment that
 * readers do not see: {@code <!-- run -->} (a test runs it), {@code <!-- start -->} (it is a
 * stand-in in a second terminal), {@code <!-- tested: DemoIT -->} (that test runs it) or {@code
 * <!-- needs: account -->} (it cannot be run here, and that is why). {@link
 * org.purlin.pipelines.pages.Mark} lists them.
 */
package org.purlin.pipelines.pages;
