/**
 * Data of Ed-Fi APIs: what is pulled from many districts, pushed to them and deleted there.
 *
 * <p>{@link org.purlin.pipelines.edfi.EdfiOptions} says which districts are meant and how they are
 * spoken to; every verb of this package has these options.
 */
package org.purlin.pipelines.edfi;
