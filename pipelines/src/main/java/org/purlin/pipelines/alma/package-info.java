/**
 * The Alma student information system as rows: {@link org.purlin.pipelines.alma.PullAlma} reads,
 * {@link org.purlin.pipelines.alma.CheckAlma} tries what that needs.
 *
 * <p>Personal data stays out unless a user names it. Students are called by the start of the
 * SHA-256 of their ids in everything but their own rows.
 */
package org.purlin.pipelines.alma;
