/** A stand-in for a server of the Ed-Fi API. */
package org.purlin.sandbox.edfi;
