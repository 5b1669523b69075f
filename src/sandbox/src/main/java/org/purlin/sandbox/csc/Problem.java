package org.purlin.sandbox.csc;

/**
 * What is wrong at one place of a body.
 *
 * @param path such as {@code [37].social_care_episodes[2].closure_reason}
 * @param message what was expected there
 */
record Problem(String path, String message) {}
