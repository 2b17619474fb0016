/** Compares what readers took, what writers were promised and what the log says; knows neither servers nor sockets. */
package org.heliograph.chaos.check;
