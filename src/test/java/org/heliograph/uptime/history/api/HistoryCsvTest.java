package org.heliograph.uptime.history.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.heliograph.json.JsonText;
import org.junit.jupiter.api.Test;

class HistoryCsvTest {
    private static final String HEADER = "Timestamp,Uptime (%),Latency Min (ms),Latency Max (ms),Latency Avg (ms)";
    private static final String POINT = "{'timestamp':'2026-03-17T10:00:00.000Z','uptime':99.5,'latency_min':1,"
            + "'latency_max':4,'latency_avg':2.5%s}";

    @Test
    void historyOfAGroupHasTheColumnsOfTheStockServer() {
        assertThat(csv("{'data':[" + POINT.formatted("") + "]}"))
                .isEqualTo(HEADER + "\n2026-03-17T10:00:00.000Z,99.5,1,4,2.5\n");
    }

    @Test
    void metricsFollowWithNameAndUnit() {
        String metrics = "'customMetrics':{'custom1':{'id':'players','name':'Player Count','unit':'players'},"
                + "'custom3':{'id':'errors','name':'Error Rate','unit':null}}";
        String values = ",'custom1_min':1,'custom1_max':3,'custom1_avg':2";

        assertThat(csv("{'data':[" + POINT.formatted(values) + "]," + metrics + "}"))
                .isEqualTo(HEADER
                        + ",Player Count Min (players),Player Count Max (players),Player Count Avg (players)"
                        + ",Error Rate Min,Error Rate Max,Error Rate Avg\n"
                        + "2026-03-17T10:00:00.000Z,99.5,1,4,2.5,1,3,2,,,\n");
    }

    @Test
    void whatIsUnknownIsEmptyAndNoHeadingIsAFormula() {
        String history = "{'data':[{'timestamp':'2026-03-17T10:00:00.000Z','uptime':null}],"
                + "'customMetrics':{'custom1':{'id':'x','name':'=1+1,2'}}}";

        assertThat(csv(history))
                .isEqualTo(HEADER + ",\"'=1+1,2 Min\",\"'=1+1,2 Max\",\"'=1+1,2 Avg\"\n"
                        + "2026-03-17T10:00:00.000Z,,,,,,,\n");
    }

    private static String csv(String history) {
        return HistoryCsv.of(JsonText.parse(history.replace('\'', '"')));
    }
}
