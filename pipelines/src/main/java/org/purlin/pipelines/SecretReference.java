package org.purlin.pipelines;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the getter of an option that holds a reference to a secret ({@code env:NAME}, {@code
 * file:path}, {@code secret:projects/P/secrets/S/versions/V}) and never the secret itself. A
 * literal on the command line is refused; a literal in the option's environment variable becomes a
 * reference to that variable.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface SecretReference {}
