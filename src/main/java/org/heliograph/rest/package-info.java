/** What every REST resource shares: the application, the envelope of answers, errors; knows nothing of ours. */
package org.heliograph.rest;
