/**
 * The Alma student information system (getalma.com), as a description of its REST API.
 *
 * <p>{@link org.purlin.io.alma.AlmaSource} says what is asked for and in which order: the schools
 * of a district, the school years of each school, and of each chosen year its grade levels,
 * students, and each student's attendance and enrolments. {@link org.purlin.io.alma.AlmaTables} has
 * the columns, {@link org.purlin.io.alma.AlmaYears} says which year is the current one.
 *
 * <p>The vendor's reference is not public. What is known comes from working clients and recorded
 * answers: HTTP Digest; lists in one answer, without pages; no way to ask for changes only; no
 * stated rate limit, but 403 on single students' attendance when many are asked for at once.
 * Guesses are constants of {@link org.purlin.io.alma.AlmaSource} and {@link
 * org.purlin.io.alma.AlmaTables}. The vendor's page is https://www.getalma.com.
 */
package org.purlin.io.alma;
