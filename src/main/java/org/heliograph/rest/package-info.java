/** What every REST resource shares: the envelope of answers, errors, strict bodies; knows nothing of ours. */
package org.heliograph.rest;
