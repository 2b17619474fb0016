package org.heliograph.alert.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MacroDetectorTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{EVENT.ID}",
                "{EVENT.TAGS.\"site name\"}",
                "{HOST.NAME<1>}",
                "{$MACRO}",
                "{$MACRO:\"context\"}",
                "{#IFNAME}",
                "{?avg(/h/k,1h)}",
                "{{ITEM.VALUE}.regsub(a,b)}",
                "{{ $labels.instance }}",
                "{{.Name}}",
                "${HOST}",
                "${env:HOST}",
                "%{host}"
            })
    void aMacroIsFoundInNamesAndWithinTexts(String macro) {
        assertThat(MacroDetector.inName("x " + macro + " y")).isPresent();
        assertThat(MacroDetector.inText("x " + macro + " y")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*UNKNOWN*",
                "{site}",
                "{DATE}",
                "<no value>",
                "[no value]",
                "$HOSTNAME$",
                "%COMPUTERNAME%",
                "$SITE"
            })
    void whatMayBePartOfATextIsAMacroInNamesAndAsAWholeText(String macro) {
        assertThat(MacroDetector.inName(macro)).contains(macro);
        assertThat(MacroDetector.inText(macro)).contains(macro);
        assertThat(MacroDetector.inText("Value: " + macro)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Kilimanjaro",
                "UNKNOWN",
                "{3F2504E0-4F89-11D3-9A0C-0305E82C3301}",
                "up{job=\"node\"}",
                "{\"a\":1}",
                "{}",
                "100 % CPU, 50 % memory",
                "100%",
                "costs $5 or US$",
                "a*b*c",
                "site-[7]",
                "C:\\$Recycle.Bin"
            })
    void namesAndTextsWithoutMacrosPass(String text) {
        assertThat(MacroDetector.inName(text)).isEmpty();
        assertThat(MacroDetector.inText(text)).isEmpty();
    }
}
