package org.uketsuke.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpSignatureTest {
    private static final Instant CREATED = Instant.ofEpochSecond(1_792_108_354);
    private static final byte[] BODY = "{\"hello\": \"world\"}".getBytes(StandardCharsets.US_ASCII);

    /** The value that RFC 9421 appendix B.2 and RFC 9530 appendix D give for this body. */
    @Test
    void digestAgreesWithTheRfc() {
        assertThat(HttpSignature.contentDigest(BODY))
                .isEqualTo("sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:");
    }

    /** Layout of RFC 9421 §2.5: one line per component, the parameters last, no line end after them. */
    @Test
    void signatureBaseHasTheComponentsOfTheProfileInOrder() {
        HttpSignature signature = new HttpSignature(
                "k-1",
                CREATED,
                "POST",
                "https://example.org/api/v1/journals/ab/entries",
                HttpSignature.contentDigest(BODY));

        assertThat(new String(signature.base(), StandardCharsets.UTF_8)).isEqualTo("""
                "@method": POST
                "@target-uri": https://example.org/api/v1/journals/ab/entries
                "content-digest": sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:
                "@signature-params": ("@method" "@target-uri" "content-digest");created=1792108354;keyid="k-1";alg="ed25519\"""");
    }

    @Test
    void whatOneSideSignsTheOtherClaimsAlike() {
        HttpSignature.Headers headers = HttpSignature.sign(
                "k-1", CREATED, "GET", "http://127.0.0.1:8080/api/v1/roster?after=3", new byte[0], m -> new byte[64]);

        HttpSignature claimed = HttpSignature.claimed("GET", "http://127.0.0.1:8080/api/v1/roster?after=3", headers)
                .orElseThrow();

        assertThat(claimed.keyId()).isEqualTo("k-1");
        assertThat(claimed.created()).isEqualTo(CREATED);
        assertThat(claimed.holds(
                        headers.signature(),
                        new byte[32],
                        (key, message, signature) ->
                                java.util.Arrays.equals(message, claimed.base()) && signature.length == 64))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "alg=\"ed25519\" | alg=\"hmac-sha256\"",
                "\"content-digest\") | \"content-digest\" \"date\")",
                "\"@method\" \"@target-uri\" | \"@target-uri\" \"@method\"",
                "uketsuke= | sig1=",
                ";created=1792108354 | ",
                "keyid=\"k-1\" | keyid=\"k 1\"",
            })
    void anyOtherProfileIsRefused(String from, String to) {
        HttpSignature.Headers headers = HttpSignature.sign("k-1", CREATED, "GET", "http://h/", BODY, m -> new byte[64]);
        String input = headers.signatureInput().replace(from, to == null ? "" : to);

        assertThat(input).isNotEqualTo(headers.signatureInput());
        assertThat(HttpSignature.claimed(
                        "GET",
                        "http://h/",
                        new HttpSignature.Headers(headers.contentDigest(), input, headers.signature())))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "uketsuke=::", "uketsuke=:AAAA:", "sig1=:AAAA:"})
    void signatureFieldOfAnotherFormNeverHolds(String field) {
        HttpSignature signature = new HttpSignature("k-1", CREATED, "GET", "http://h/", "d");

        assertThat(signature.holds(field, new byte[32], (key, message, value) -> true))
                .isFalse();
    }
}
