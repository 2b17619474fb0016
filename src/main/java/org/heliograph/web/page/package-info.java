/** The pages' documents, and the scripts and style sheets that they need, in a form that browsers load in few round trips and keep. */
package org.heliograph.web.page;
