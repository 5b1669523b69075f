package org.purlin.pipelines;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the getter of an option that names a file or a directory which workers read or write. Where
 * workers are other machines, a place on the disk of this one is refused.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface WorkerPlace {

  /** A word that is no place, though it looks like one. */
  String except() default "";

  /** Whether there may be several, with commas between. */
  boolean several() default false;
}
