/**
 * Questions of one node to others. A question is an event of the log, which every node receives with Redis or without; the answers are rows
 * of the database, which the asking node reads and deletes. Without a question nothing of it happens.
 */
package org.heliograph.operations.question;
