/**
 * The CSC job: what changed in the staging table goes to the Department for Education, and what
 * became of it goes back; and the commands around it.
 */
package org.purlin.pipelines.csc;
