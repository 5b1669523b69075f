/**
 * What jobs over {@link org.purlin.io.rest.RestIO} have in common: their options, their run, and
 * the report made of its proof. A job adds who its users are: the source, its options, its words.
 */
package org.purlin.pipelines.rest;
