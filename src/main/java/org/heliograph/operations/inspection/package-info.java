/** What a node says about itself when it is asked: sockets, topics, jobs, settings, rates; and what it can be asked to do. */
package org.heliograph.operations.inspection;
