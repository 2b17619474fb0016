package org.heliograph.uptime.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class Blake2bTest {
    @Test
    void digestEqualsTheTestVectorOfTheStandard() {
        assertThat(Blake2b.hex("abc"))
                .isEqualTo("ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1"
                        + "7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923");
    }

    @Test
    void emptyTextHasItsKnownDigest() {
        assertThat(Blake2b.hex(""))
                .isEqualTo("786a02f742015903c6c6fd852552d272912f4740e15847618a86e217f71f5419"
                        + "d25e1031afee585313896444934eb04b903a685b1448b755d56f701afe9be2ce");
    }

    @Test
    void digestEqualsOtherImplementationsAtBlockBoundaries() {
        assertThat(Blake2b.hex("a".repeat(128)))
                .isEqualTo("fc6c71f688f43ea7d60817478808f3cac753e61571865c95adbc2d9122c943a7"
                        + "6b92c2cb1047ef3fe7bf6e436ec1d0a99a9e5b216780bf7fed9d7ca91d3a8f3b");
        assertThat(Blake2b.hex("a".repeat(129)))
                .isEqualTo("55e6e0eb418149a8af92fd9ddc99254781b2f522a131b4f4d984404b71a00e11"
                        + "67b8124d5dcddd4c6977b299392335d6edd303da6d344d74bbef2d38101b232b");
        assertThat(Blake2b.hex("Passwörter sind geheim"))
                .isEqualTo("d21cf8e96f386d70f62c534b4df6a3a88cadeb47421de303837b924d6d2a2488"
                        + "d71b9e20c571f49c361a0908f077e759d879b3921b2a17aa5d0c4ad2dbe29f88");
    }
}
