/** What the database says: the log of each subject, row by row as its dialect tells them, and the table behind it. */
package org.heliograph.chaos.model;
