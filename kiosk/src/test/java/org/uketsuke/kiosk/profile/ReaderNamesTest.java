package org.uketsuke.kiosk.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every reader name that is known from the field, and the profile that must take or leave it; names are data of others. */
class ReaderNamesTest {
    private static ReaderMatch match(Platform platform, String name) {
        return HardwareProfiles.load(platform, Optional.empty()).match(name);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            LINUX   | SONY FeliCa RC-S300/S (1469193) 00 00                                     | sony-rc-s300
            LINUX   | SONY FeliCa RC-S300/P (1234567) 01 00                                     | sony-rc-s300
            WINDOWS | SONY FeliCa Port/PaSoRi 4.0 0                                             | sony-rc-s300
            WINDOWS | Sony FeliCa Port/PaSoRi 3.0 0                                             | sony-rc-s380
            MACOS   | SONY FeliCa RC-S300/P                                                     | sony-rc-s300
            MACOS   | SONY FeliCa Port/PaSoRi 4.0                                               | sony-rc-s300
            LINUX   | ACS ACR122U PICC Interface 00 00                                          | acs-acr122u
            LINUX   | ACS ACR122U PICC Interface 0A 00                                          | acs-acr122u
            LINUX   | acs acr122u picc interface 00 00                                          | acs-acr122u
            LINUX   | ACS ACR122U 00 00                                                         | acs-acr122u
            WINDOWS | ACS ACR122 0                                                              | acs-acr122u
            WINDOWS | ACS ACR122U PICC Interface 0                                              | acs-acr122u
            MACOS   | ACS ACR122U PICC Interface                                                | acs-acr122u
            LINUX   | ACS ACR1252 Dual Reader [ACR1252 Dual Reader PICC] 00 00                  | acs-acr1252u
            LINUX   | ACS ACR1252 Reader [ACR1252 Reader PICC] 00 00                            | acs-acr1252u
            LINUX   | ACS ACR1252 1S CL Reader 00 00                                            | acs-acr1252u
            LINUX   | ACS ACR1252 CL Reader 00 00                                               | acs-acr1252u
            WINDOWS | ACS ACR1252 1S CL Reader PICC 0                                           | acs-acr1252u
            LINUX   | ACS ACR1281U 00 01                                                        | acs-acr1281u-c1
            LINUX   | ACS ACR1281 1S Dual Reader 00 01                                          | acs-acr1281u-c1
            WINDOWS | ACS ACR1281 1S Dual Reader PICC 0                                         | acs-acr1281u-c1
            MACOS   | ACS ACR1281 1S Dual Reader (1)                                            | acs-acr1281u-c1
            LINUX   | ACS ACR1255U-J1 00 00                                                     | acs-acr1255u-j1
            WINDOWS | ACS ACR1255U-J1 PICC Reader 0                                             | acs-acr1255u-j1
            LINUX   | ACS ACR39U ICC Reader 00 00                                               | acs-acr39u
            WINDOWS | ACS ACR39U ICC Reader 0                                                   | acs-acr39u
            LINUX   | HID Global OMNIKEY 5022 Smart Card Reader 00 00                           | hid-omnikey-5022
            WINDOWS | HID Global OMNIKEY 5022 Smart Card Reader 0                               | hid-omnikey-5022
            LINUX   | HID Global OMNIKEY 5422 Smartcard Reader [OMNIKEY 5422CL Smartcard Reader] 00 00 | hid-omnikey-5422
            WINDOWS | HID Global OMNIKEY 5422CL Smartcard Reader 0                              | hid-omnikey-5422
            MACOS   | HID Global OMNIKEY Smartcard Reader (1)                                   | hid-omnikey-5422
            LINUX   | Identiv Identiv uTrust 4701 F Dual Interface Reader [uTrust 4701 F CL Reader] (55041930208215) 01 00 | identiv-4701f
            WINDOWS | Identiv uTrust 4701 F CL Reader 0                                         | identiv-4701f
            WINDOWS | Identiv CLOUD 4701 F Contactless Reader 1                                 | identiv-4701f
            MACOS   | Identiv uTrust 4701 F Dual Interface Reader(1)                            | identiv-4701f
            LINUX   | Identiv uTrust 3700 F CL Reader 00 00                                     | identiv-3700f
            WINDOWS | Identiv uTrust 3700 F CL Reader 0                                         | identiv-3700f
            WINDOWS | Identiv cloud 3700 F Contactless Reader 0                                 | identiv-3700f
            LINUX   | NTT Communications Corp. SCR3310-NTTCom USB SmartCard Reader 00 00        | generic-pcsc
            LINUX   | Gemalto PC Twin Reader 00 00                                              | generic-pcsc
            WINDOWS | SCM Microsystems SCL3711 reader & NFC device 0                            | generic-pcsc
            MACOS   | SCL3711 Reader and NFC device                                             | generic-pcsc
            LINUX   | Virtual PCD 00 00                                                         | generic-pcsc
            """)
    void takesReader(Platform platform, String name, String profile) {
        ReaderMatch match = match(platform, name);

        assertThat(match).isInstanceOf(ReaderMatch.Used.class);
        assertThat(((ReaderMatch.Used) match).profile().id()).isEqualTo(profile);
        assertThat(match.why()).isNotBlank();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            LINUX   | ACS ACR1252 Dual Reader [ACR1252 Dual Reader SAM] 01 00            | acs-acr1252u
            WINDOWS | ACS ACR1252 1S CL Reader SAM 0                                     | acs-acr1252u
            MACOS   | ACS ACR1252 1S CL Reader(2)                                        | acs-acr1252u
            LINUX   | ACS ACR1281U 00 00                                                 | acs-acr1281u-c1
            LINUX   | ACS ACR1281U 00 02                                                 | acs-acr1281u-c1
            LINUX   | ACS ACR1281 1S Dual Reader 01 02                                   | acs-acr1281u-c1
            WINDOWS | ACS ACR1281 1S Dual Reader ICC 0                                   | acs-acr1281u-c1
            WINDOWS | ACS ACR1281 1S Dual Reader SAM 0                                   | acs-acr1281u-c1
            WINDOWS | ACS ACR1255U-J1 SAM Reader 0                                       | acs-acr1255u-j1
            LINUX   | HID Global OMNIKEY 5422 Smartcard Reader [OMNIKEY 5422 Smartcard Reader] 01 00 | hid-omnikey-5422
            WINDOWS | HID Global OMNIKEY 5422 Smartcard Reader 0                         | hid-omnikey-5422
            LINUX   | Identiv Identiv uTrust 4701 F Dual Interface Reader [uTrust 4701 F Contact Reader] (55041930208215) 00 00 | identiv-4701f
            WINDOWS | Identiv uTrust 4701 F Contact Reader 0                             | identiv-4701f
            LINUX   | Acme Wonder Reader SAM 00 01                                       | generic-pcsc
            WINDOWS | Acme Dual Reader ICC 0                                             | generic-pcsc
            WINDOWS | Windows Hello for Business 1                                       | generic-pcsc
            """)
    void leavesSlotAlone(Platform platform, String name, String profile) {
        ReaderMatch match = match(platform, name);

        assertThat(match).isInstanceOf(ReaderMatch.Excluded.class);
        assertThat(((ReaderMatch.Excluded) match).profile().id()).isEqualTo(profile);
        assertThat(match.why()).contains("not a slot for members' cards");
    }
}
