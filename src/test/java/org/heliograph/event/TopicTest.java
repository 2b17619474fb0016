package org.heliograph.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicTest {
    @ParameterizedTest
    @ValueSource(strings = {"machines", "members", "keys", "audit"})
    void programsPublishNothingWhereAnOrganisationReadsWhatIsInItsTables(String channel) {
        assertThat(Topic.ofOrganization("acme", channel).isOpenToPrograms()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"general", "posture", "threats", "certificates", "dns", "acl", "billing", "remote_desktop"})
    void programsPublishOnTheOtherChannelsOfAnOrganisation(String channel) {
        assertThat(Topic.ofOrganization("acme", channel).isOpenToPrograms()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity:revocations", "alerts:alerts", "status:shut", "status:main:events"})
    void programsPublishOnNoTopicOfTheInstallation(String topic) {
        assertThat(Topic.parse(topic).isOpenToPrograms()).isFalse();
    }

    @Test
    void programsPublishOnSharedChannels() {
        assertThat(Topic.ofChannel("apps:created").isOpenToPrograms()).isTrue();
    }
}
