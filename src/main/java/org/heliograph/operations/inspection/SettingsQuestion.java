package org.heliograph.operations.inspection;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import org.heliograph.json.JsonText;
import org.heliograph.operations.question.NodeQuestion;
import org.heliograph.settings.Setting;
import org.heliograph.settings.SettingReport;

/** The settings that are in force on a node; secrets are hidden. */
@ApplicationScoped
public class SettingsQuestion implements NodeQuestion {
    public static final String NAME = "settings";

    /** The array in the answer. */
    public static final String ROWS = "settings";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public JsonObject answer(JsonObject parameters) {
        JsonArrayBuilder rows = JsonText.array();
        new SettingReport().read().forEach(row -> rows.add(row(row)));
        return JsonText.object().add(ROWS, rows).build();
    }

    private static JsonObject row(SettingReport.Row row) {
        Setting<?> setting = row.setting();
        return JsonText.object()
                .add("name", setting.name())
                .add("value", JsonText.value(row.value()))
                .add("secret", setting.secret())
                .add("origin", row.origin())
                .add("source", JsonText.value(row.source()))
                .add("default", setting.defaultValue())
                .add("description", setting.meaning())
                .add("form", setting.form())
                .build();
    }
}
