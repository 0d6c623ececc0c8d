"""Text that TeX could take for something else."""

from unicodedata import normalize

from hypothesis import strategies as st

one_line = (
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]))
    | st.text(st.sampled_from(r"""\{}&%#_$~^"@:-aA1 """))
    | st.lists(
        st.sampled_from(
            [r"\&", r"\textbackslash", "{", "}", "{Show-o}: ", "GPT-4o ", "ﬁ", "İ"]
        )
    ).map("".join)
    | st.text(st.sampled_from("ễệøĐıİĵơỨ–—“”‘’'`-,?!<²₀αβ→王🙂e\u0301\u0323\u0332"))
).map(lambda text: " ".join(normalize("NFC", text).split()))
