/**
 * What a release says of the software in it. The zip itself is made by Maven: see pom.xml beside
 * this.
 */
package org.purlin.release;
