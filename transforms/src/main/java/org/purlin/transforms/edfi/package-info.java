/**
 * What an Ed-Fi API's resources are, and what must be right about a record before it is sent.
 *
 * <p>{@link org.purlin.transforms.edfi.ApiModel} is read from the server's OpenAPI documents and
 * {@link org.purlin.transforms.edfi.DependencyOrder} from its dependencies document; both may be
 * missing, and everything here works without them, with less foresight. {@link
 * org.purlin.transforms.edfi.PayloadCheck} says what the server would refuse, {@link
 * org.purlin.transforms.edfi.NaturalKey} tells which record a payload is, {@link
 * org.purlin.transforms.edfi.ApiProblem} reads why a server said no, and {@link
 * org.purlin.transforms.edfi.ResourceRows} makes rows of what was read.
 *
 * <p>The servers: ODS/API 5.4 to 7.3, version 8, and other implementations of the same guidelines.
 * Vendor's page: https://docs.ed-fi.org/reference/ods-api/
 */
package org.purlin.transforms.edfi;
