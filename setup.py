"""Packaging: hands what settings.ini says to setuptools, so that nothing is written twice."""
from configparser import ConfigParser
from pathlib import Path

from setuptools import find_packages, setup

here = Path(__file__).parent
config = ConfigParser(delimiters=["="], interpolation=None)
config.read(here/"settings.ini", encoding="utf-8")
cfg = config["DEFAULT"]

# `NAME_requirements` in settings.ini is the extra NAME; `dev` holds the others too, so that every test can run.
extras = {key.removesuffix("_requirements"): cfg[key].split() for key in cfg if key.endswith("_requirements")}
extras["dev"] = sorted({requirement for extra in extras.values() for requirement in extra})

setup(
    name=cfg["lib_name"],
    version=cfg["version"],
    description=cfg["description"],
    long_description=(here/"README.md").read_text(encoding="utf-8"),
    long_description_content_type="text/markdown",
    author=cfg["author"],
    license=cfg["license"].upper(),
    license_files=["LICENSE", "fa_study/data/*/LICENSE", "fa_study/data/*/*/LICENSE"],
    keywords=cfg["keywords"].split(),
    classifiers=["Development Status :: 3 - Alpha", "Intended Audience :: Science/Research",
                 "Natural Language :: English", "Natural Language :: Chinese (Simplified)",
                 "Programming Language :: Python :: 3", "Topic :: Text Processing :: Linguistic", "Typing :: Typed"],
    python_requires=f">={cfg['min_python']}",
    install_requires=cfg["requirements"].split(),
    extras_require=extras,
    packages=find_packages(include=["fa_study", "fa_study.*"]),
    package_data={"fa_study": ["py.typed", "data/**"]},
    entry_points={"console_scripts": cfg["console_scripts"].split(), "nbdev": ["fa_study=fa_study._modidx:d"]},
    zip_safe=False,
)
