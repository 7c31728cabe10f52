package org.uketsuke.server.sample;

import java.util.List;
import java.util.Random;

/** Names as they occur in Japanese societies, drawn by chance; written name and reading belong together. */
final class SampleNames {
    private static final List<String> FAMILIES = List.of(
            "佐藤 サトウ",
            "鈴木 スズキ",
            "高橋 タカハシ",
            "髙橋 タカハシ",
            "田中 タナカ",
            "渡辺 ワタナベ",
            "渡邊 ワタナベ",
            "渡邉 ワタナベ",
            "伊藤 イトウ",
            "山本 ヤマモト",
            "中村 ナカムラ",
            "小林 コバヤシ",
            "加藤 カトウ",
            "吉田 ヨシダ",
            "𠮷田 ヨシダ",
            "山田 ヤマダ",
            "佐々木 ササキ",
            "山口 ヤマグチ",
            "松本 マツモト",
            "井上 イノウエ",
            "木村 キムラ",
            "林 ハヤシ",
            "斎藤 サイトウ",
            "齋藤 サイトウ",
            "斉藤 サイトウ",
            "齊藤 サイトウ",
            "清水 シミズ",
            "山崎 ヤマザキ",
            "山﨑 ヤマザキ",
            "池田 イケダ",
            "橋本 ハシモト",
            "阿部 アベ",
            "森 モリ",
            "石川 イシカワ",
            "前田 マエダ",
            "藤田 フジタ",
            "岡田 オカダ",
            "長谷川 ハセガワ",
            "村上 ムラカミ",
            "近藤 コンドウ",
            "石井 イシイ",
            "坂本 サカモト",
            "遠藤 エンドウ",
            "青木 アオキ",
            "藤井 フジイ",
            "西村 ニシムラ",
            "福田 フクダ",
            "太田 オオタ",
            "三浦 ミウラ",
            "岡本 オカモト",
            "松田 マツダ",
            "中川 ナカガワ",
            "濱田 ハマダ",
            "浜田 ハマダ",
            "柳瀨 ヤナセ",
            "五十嵐 イガラシ",
            "服部 ハットリ",
            "久保 クボ",
            "東海林 ショウジ",
            "勅使河原 テシガワラ");
    private static final List<String> GIVEN = List.of(
            "太郎 タロウ",
            "花子 ハナコ",
            "一郎 イチロウ",
            "裕子 ユウコ",
            "健 ケン",
            "直樹 ナオキ",
            "美咲 ミサキ",
            "翔太 ショウタ",
            "陽子 ヨウコ",
            "誠 マコト",
            "恵 メグミ",
            "大輔 ダイスケ",
            "真由美 マユミ",
            "拓也 タクヤ",
            "由美子 ユミコ",
            "隆 タカシ",
            "智子 トモコ",
            "浩二 コウジ",
            "純 ジュン",
            "さくら サクラ",
            "明 アキラ",
            "亜希子 アキコ",
            "俊介 シュンスケ",
            "久美 クミ",
            "雅之 マサユキ",
            "千尋 チヒロ",
            "剛 ツヨシ",
            "涼 リョウ",
            "薫 カオル",
            "正義 マサヨシ",
            "慎一郎 シンイチロウ",
            "彩 アヤ",
            "貴子 タカコ",
            "修 オサム",
            "里奈 リナ",
            "哲也 テツヤ",
            "和子 カズコ",
            "光 ヒカル",
            "京子 キョウコ",
            "遼太郎 リョウタロウ");
    private static final List<String> PREFECTURES = List.of(
            "北海道", "宮城県", "東京都", "神奈川県", "千葉県", "埼玉県", "愛知県", "岐阜県", "三重県", "静岡県", "京都府", "大阪府", "兵庫県", "広島県", "福岡県",
            "熊本県", "沖縄県");
    private static final List<String> PLACES =
            List.of("大学病院 血液内科", "市民病院 内科", "医療センター 血液腫瘍科", "がんセンター", "赤十字病院", "小児病院");

    private SampleNames() {}

    /**
     * A name with its reading.
     *
     * @param family family name
     * @param given given name
     * @param familyKana reading
     * @param givenKana reading
     */
    record Name(String family, String given, String familyKana, String givenKana) {
        /** From two entries such as {@code 山田 ヤマダ}. */
        static Name of(String familyEntry, String givenEntry) {
            String[] family = familyEntry.split(" ", 2);
            String[] given = givenEntry.split(" ", 2);
            return new Name(family[0], given[0], family[1], given[1]);
        }
    }

    static Name name(Random random) {
        return Name.of(pick(FAMILIES, random), pick(GIVEN, random));
    }

    static String prefecture(Random random) {
        return pick(PREFECTURES, random);
    }

    static String affiliation(Random random) {
        return "見本" + pick(PLACES, random);
    }

    private static String pick(List<String> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }
}
